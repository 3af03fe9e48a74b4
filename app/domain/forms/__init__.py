"""Forms as data: what is asked for a service, how an answer is read, and the dates that can be taken.

A form is written as an XLSForm and compiled (`forms_import`); nothing here reads XLSForm or evaluates XPath. The
package `applying` decides who may apply and what happens to the answers.
"""
