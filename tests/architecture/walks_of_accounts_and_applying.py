"""Walks through an account's own screens, applying and paying."""

from typing import Final

from tests.architecture.walk_preconditions import (
    APPLYING,
    PROVEN,
    Walk,
    all_at_once,
    code_waits_after_a_drop,
    dropped_applying,
    email_and_phone_changed,
    email_changed,
    email_changed_after_a_drop,
    form_withdrawn,
    held,
    invoiced,
    nobody,
    office_asks,
    paid_in_part,
    photographed,
    resident,
    service_closed,
    signed_in,
    stopped_twice,
    to_pay,
)

WALKS: Final = {
    "what is kept": Walk(
        signed_in,
        f"""{PROVEN}
        00  home.home
        3   account.account
        1   account.kept
        0   account.account
        5   account.alerts
        2   account.account
        6   account.language
        2   account.account
        1   account.kept
        1   account.photo
        00  home.home
        3   account.account
        7   sign_in.signed_out
        """,
    ),
    "the photo is taken": Walk(photographed, f"{PROVEN}\n1 account.kept\n1 account.photo_taken"),
    "an e-mail address": Walk(
        signed_in,
        f"""{PROVEN}
        2                    account_email.new_email
        wanjiku@example.com  account_email.email_sent
        {PROVEN}
        2                    account_email.email
        2                    account_email.new_email
        0                    account_email.email
        1                    account_email.email_code
        {{email}}              account_email.email
        """,
    ),
    "a phone number": Walk(
        signed_in,
        f"""{PROVEN}
        3           account_phone.new_phone
        0712345687  account_phone.new_phone_right
        2           account_phone.new_phone
        0712345678  account_phone.new_phone_right
        1           account_phone.phone_code
        00          home.home
        3           account.account
        3           account_phone.phone
        2           account_phone.new_phone
        0           account_phone.phone
        1           account_phone.phone_code
        {{phone}}     account_phone.phone_planned
        dial        pending_change.offer
        1           home.home
        3           household.whose
        1           sign_in.password
        482915      account.account
        3           account_phone.phone
        2           account_phone.stop_change
        1           account_phone.phone
        2           account_phone.stop_change
        2           account_phone.stopped
        dial        home.home
        3           sign_in.password
        """,
    ),
    "a change that was meant": Walk(
        email_changed,
        """
        dial  pending_change.offer
        1     home.home
        dial  pending_change.offer
        1     home.home
        3     household.whose
        dial  pending_change.offer
        """,
    ),
    "a change and a call that dropped": Walk(
        email_changed_after_a_drop,
        """
        dial  pending_change.offer
        1     unfinished.offer
        2     home.home
        """,
    ),
    "two changes": Walk(
        email_and_phone_changed,
        """
        dial  pending_change.offer
        1     pending_change.offer
        1     home.home
        dial  pending_change.offer
        1     pending_change.offer
        2     pending_change.stopped
        dial  pending_change.offer
        2     pending_change.stopped
        dial  home.home
        """,
    ),
    "a code, a change and a call that dropped": Walk(
        all_at_once,
        """
        dial  password_reset.waiting
        5     pending_change.offer
        1     unfinished.offer
        """,
    ),
    "a code and a call that dropped": Walk(
        code_waits_after_a_drop, "dial password_reset.waiting\n5 unfinished.offer\n2 home.home"
    ),
    "a change that was not": Walk(
        email_changed,
        """
        dial  pending_change.offer
        2     pending_change.stopped
        dial  home.home
        3     sign_in.password
        """,
    ),
    "only a desk changes it": Walk(
        stopped_twice,
        f"""{PROVEN}
        2                    account_email.new_email
        wanjiku@example.com  account.desk_only
        {PROVEN}
        3                    account_phone.new_phone
        0712345678           account_phone.new_phone_right
        1                    account.desk_only
        """,
    ),
    "another password": Walk(
        signed_in,
        f"""{PROVEN}
        4       account_password.choose_password
        730962  account_password.repeat_password
        730963  account_password.choose_password
        730962  account_password.repeat_password
        730962  account_password.password_changed
        """,
    ),
    "a licence is renewed": Walk(
        held,
        f"""{APPLYING}
        482915     apply.terms
        1          form_questions.question
        DL-123456  form_review.review
        2          form_review.which
        1          form_questions.question
        DL-654321  form_review.review
        1          form_review.submitted
        2          form_review.later
        {APPLYING}
        482915     apply.already_open
        1          my_applications.one
        0          apply.already_open
        2          apply.terms
        2          home.home
        2          my_applications.mine
        1          my_applications.one
        3          own_steps.withdraw
        2          my_applications.one
        3          own_steps.withdraw
        1          own_steps.withdrawn
        """,
    ),
    "who applies without an account": Walk(
        nobody,
        """
        dial        home.home
        4           services.find
        dl-renew-1  service.one
        1           apply.whose
        1           sign_in.name
        0           apply.whose
        2           registration.account_type
        1           registration.number
        29000001    registration.first_name
        Wanjiku     registration.birth_year
        1990        registration.agreement
        1           enrolling.choose_password
        482915      enrolling.repeat_password
        482915      enrolling.registered
        1           apply.terms
        """,
    ),
    "who may not apply": Walk(
        resident,
        f"""{APPLYING.replace("dl-renew-1", "passport-new-34")}
        482915  apply.barred
        1       huduma.place
        0       apply.barred
        2       home.home
        """,
    ),
    "what is applied for here no more": Walk(form_withdrawn, f"{APPLYING}\n482915 apply.gone\n1 services.find"),
    "what is closed while it is filled in": Walk(
        service_closed,
        f"""{APPLYING}
        482915   apply.terms
        1        form_questions.question
        DL123456 form_review.review
        1        apply.closed
        1        services.find
        """,
    ),
    "what is closed, and nothing else wanted": Walk(
        service_closed,
        f"""{APPLYING}
        482915   apply.terms
        1        form_questions.question
        DL123456 form_review.review
        1        apply.closed
        2        home.home
        """,
    ),
    "the office asks": Walk(
        office_asks,
        """
        dial     home.home
        2        my_applications.mine
        1        my_applications.one
        1        sign_in.password
        482915   own_steps.what_is_asked
        1        own_steps.reply
        Pumwani  own_steps.replied
        dial     home.home
        2        my_applications.mine
        1        my_applications.one
        1        sign_in.password
        482915   own_steps.what_is_asked
        2        own_steps.replied
        dial     home.home
        2        my_applications.mine
        1        my_applications.one
        2        sign_in.password
        482915   own_steps.withdraw
        """,
    ),
    "paid from this phone": Walk(
        held,
        f"""{APPLYING}
        482915     apply.terms
        1          form_questions.question
        DL-123456  form_review.review
        1          form_review.submitted
        1          pay.consent
        1          asking.asked
        """,
    ),
    "filed and nothing to pay": Walk(
        held,
        f"""{APPLYING.replace("dl-renew-1", "kra-nil-return")}
        482915       apply.terms
        1            form_questions.question
        A012345678Z  form_questions.question
        2025         form_questions.question
        1            form_review.review
        1            form_review.done
        """,
    ),
    "paid from another phone": Walk(
        to_pay,
        """
        dial        home.home
        2           my_applications.mine
        1           my_applications.one
        1           pay.consent
        2           another_phone.number
        0722000001  another_phone.number_right
        2           another_phone.number
        0722000001  another_phone.number_right
        1           asking.asked_other
        dial        home.home
        2           my_applications.mine
        1           my_applications.one
        1           confirming.open_request
        2           claim.code
        0           confirming.open_request
        1           confirming.asked_again
        """,
    ),
    "an invoice is asked for": Walk(
        to_pay,
        """
        dial          home.home
        1             applications.reference
        102030405060  applications.standing
        1             pay.consent
        3             asking.invoiced
        dial          home.home
        1             applications.reference
        102030405060  applications.standing
        1             paybill.bill
        1             claim.code
        """,
    ),
    "an invoice is paid": Walk(
        invoiced,
        """
        dial          home.home
        2             my_applications.mine
        1             my_applications.one
        1             paybill.bill
        1             applications.sent
        dial          home.home
        2             my_applications.mine
        1             my_applications.one
        2             claim.code
        SJK1A2B3C4    claim.checking
        dial          home.home
        1             applications.reference
        102030405060  applications.standing
        2             claim.code
        """,
    ),
    "a code that is counted already": Walk(
        paid_in_part,
        """
        dial        home.home
        2           my_applications.mine
        1           my_applications.one
        2           claim.code
        SJK1A2B3C4  claim.counted
        """,
    ),
    "an application and a call that dropped": Walk(
        dropped_applying,
        """
        dial    unfinished.offer
        1       sign_in.password
        482915  form_questions.question
        """,
    ),
    "the account is closed": Walk(
        signed_in,
        f"""{PROVEN}
        8     account.closing
        1     account.account
        8     account.closing
        2     account.closed
        dial  home.home
        """,
    ),
}
