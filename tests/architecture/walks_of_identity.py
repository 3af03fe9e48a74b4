"""Walks through registering, signing in, proving who one is and a new password."""

from typing import Final

from tests.architecture.walk_preconditions import (
    PROVEN,
    REGISTERING,
    RESETTING,
    WANJIKU,
    Walk,
    code_waits,
    codes_used_up,
    dropped,
    four_tries,
    held,
    look_ups_used_up,
    nine_tries,
    nobody,
    recorded_elsewhere,
    registry_down,
    signed_in,
    sprayed,
    two_codes_wrong,
    two_proofs_wrong,
)

WALKS: Final = {
    "a citizen registers": Walk(
        nobody,
        f"""{REGISTERING}
        29000005           registration.first_name
        Amina              registration.birth_year
        2001               registration.agreement
        2                  registration.agreement
        1                  enrolling.choose_password
        482915             enrolling.repeat_password
        482916             enrolling.choose_password
        482915             enrolling.repeat_password
        482915             enrolling.registered
        2                  account_email.new_email
        amina@example.com  account_email.email_sent
        """,
    ),
    "a visitor registers": Walk(
        nobody,
        """
        dial       home.home
        2          registration.account_type
        5          registration.number
        X0000001   registration.first_name
        Jane       registration.surname
        Smith      registration.other_names
        Elizabeth  registration.gender
        1          registration.birth_date
        23051991   registration.agreement
        1          enrolling.choose_password
        482916     enrolling.repeat_password
        482916     enrolling.registered
        1          my_applications.mine
        1          my_applications.none_yet
        1          applications.reference
        """,
    ),
    "no agreement": Walk(nobody, f"{WANJIKU}\n3 enrolling.not_agreed"),
    "a minor": Walk(
        nobody,
        f"""{REGISTERING}
        29000006  registration.first_name
        Baraka    registration.birth_year
        2012      registration.agreement
        1         enrolling.minor
        """,
    ),
    "a deceased person": Walk(
        nobody,
        f"""{REGISTERING}
        29000007  registration.first_name
        Kiprono   registration.birth_year
        1950      registration.agreement
        1         enrolling.not_by_phone
        """,
    ),
    "another name": Walk(
        nobody,
        f"""{REGISTERING}
        29000001  registration.first_name
        Otieno    registration.birth_year
        1990      registration.agreement
        1         enrolling.different
        1         registration.number
        """,
    ),
    "the registry is down": Walk(
        registry_down, f"{WANJIKU}\n1 enrolling.unavailable\n1 registration.agreement\n1 enrolling.unavailable"
    ),
    "five look-ups": Walk(look_ups_used_up, f"{WANJIKU}\n1 enrolling.too_often"),
    "registered already": Walk(
        held,
        f"""{WANJIKU}
        1  enrolling.has_account
        1  sign_in.password
        0  enrolling.has_account
        3  enrolling.anothers
        0  enrolling.has_account
        2  password_reset.account_type
        """,
    ),
    "signing in": Walk(
        held,
        """
        dial      home.home
        3         sign_in.password
        3         sign_in.website
        1         registration.account_type
        0         sign_in.website
        0         sign_in.password
        2         sign_in.name
        29000001  sign_in.password
        482915    home.home
        6         sign_in.stays
        2         home.home
        6         sign_in.stays
        1         home.home
        2         my_applications.mine
        1         my_applications.one
        2         my_applications.history
        0         my_applications.one
        1         applications.sent
        dial      home.home
        2         my_applications.mine
        """,
    ),
    "an application is missing": Walk(
        recorded_elsewhere,
        """
        dial     home.home
        2        my_applications.mine
        2        proof.missing
        1        sign_in.password
        482915   proof.missing
        1        proof.code
        00       home.home
        2        my_applications.mine
        2        proof.missing
        2        proof.code
        {proof}  proof.proven
        1        my_applications.mine
        """,
    ),
    "the last try at proving": Walk(
        two_proofs_wrong,
        """
        dial     home.home
        2        my_applications.mine
        2        proof.missing
        2        sign_in.password
        482915   proof.missing
        2        proof.code
        {miss}   proof.void
        1        proof.missing
        """,
    ),
    "locked": Walk(
        four_tries,
        """
        dial    home.home
        3       sign_in.password
        482916  sign_in.locked
        1       password_reset.account_type
        """,
    ),
    "a new password is needed": Walk(
        nine_tries,
        """
        dial    home.home
        3       sign_in.password
        482916  sign_in.needs_reset
        1       password_reset.account_type
        """,
    ),
    "the account's own phone only": Walk(
        sprayed,
        """
        dial      home.home
        3         sign_in.name
        29000001  sign_in.password
        482915    sign_in.own_phone_only
        1         password_reset.account_type
        """,
    ),
    "another person": Walk(
        signed_in,
        """
        dial    home.home
        5       help.topics
        00      home.home
        3       household.whose
        3       registration.account_type
        0       household.whose
        2       sign_in.name
        29000001  sign_in.password
        482915  home.home
        3       account.account
        dial    home.home
        3       household.whose
        4       sign_in.signed_out
        """,
    ),
    "a new password by a code": Walk(
        held,
        f"""
        dial     home.home
        3        sign_in.password
        {RESETTING}
        1990     password_reset.requested
        dial     password_reset.waiting
        5        home.home
        dial     password_reset.waiting
        4        password_reset.other_phone
        0        password_reset.waiting
        6        password_reset.account_type
        0        password_reset.waiting
        1        password_reset.code
        {{reset}}  password_reset.choose_password
        730962   password_reset.repeat_password
        730963   password_reset.choose_password
        730962   password_reset.repeat_password
        730962   password_reset.changed
        dial     home.home
        """,
    ),
    "going on after a drop": Walk(
        dropped,
        """
        dial      unfinished.offer
        2         home.home
        dial      unfinished.offer
        1         registration.first_name
        Wanjiku   registration.birth_year
        """,
    ),
    "the code once more": Walk(code_waits, "dial password_reset.waiting\n2 password_reset.sent_again"),
    "the code is stopped": Walk(code_waits, "dial password_reset.waiting\n3 password_reset.stopped\ndial home.home"),
    "the last try of a code": Walk(
        two_codes_wrong,
        """
        dial    password_reset.waiting
        1       password_reset.code
        {miss}  password_reset.void
        1       password_reset.account_type
        """,
    ),
    "codes used up": Walk(
        codes_used_up,
        f"""{PROVEN}
        2                    account_email.new_email
        wanjiku@example.com  account.too_often
        {PROVEN}
        3                    account_phone.new_phone
        0712345678           account_phone.new_phone_right
        1                    account.too_often
        dial                 home.home
        3                    household.whose
        2                    sign_in.name
        {RESETTING}
        1990                 password_reset.too_often
        """,
    ),
}
