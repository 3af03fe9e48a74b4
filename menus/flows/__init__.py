"""The flows, and the book that they make together."""

from menus.engine import Book
from menus.flows import help, home, unfinished

BOOK = Book(home=home.home, help=help.topics, first=home.greet, next=home.next_offer, forms=unfinished.FORMS)
