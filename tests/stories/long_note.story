A long note of the agency is paged, never cut, and the SMS says where to read it

phone 0744000004
agency dis records passport-new-34 for 0744000004 as EPP1-D4E5F6A7
  < eCitizen EPP1-D4E5F6A7: New passport, 34 pages. Submitted. You need not do anything. We will SMS you. Keep this number.
agency dis moves EPP1-D4E5F6A7 to needs_action, note Your birth certificate and your parents' identity cards could not be read. Please bring the originals and two clear copies of each to the counter at Nyayo House within thirty days: after that the application is closed.
  < eCitizen EPP1-D4E5F6A7: New passport, 34 pages. Action needed. Take to the office what it asked for. Details: dial *222#
dial *222*1*EPP1-D4E5F6A7#
  | New passport, 34 pages
  | Action needed, 23 Nov 2026
  | 98. More
  | 0. Back
> 98
  | Immigration: Your birth certificate and your parents' identity cards could not be read. Please bring the originals and two clear copies of
  | 98. More
  | 0. Back
> 98
  | each to the counter at Nyayo House within thirty days: after that the application is closed.
  | EPP1-D4E5F6A7
  | 1. SMS me this
  | 0. Back
> 0
  | Immigration: Your birth certificate and your parents' identity cards could not be read. Please bring the originals and two clear copies of
  | 98. More
  | 0. Back
> 98
  | each to the counter at Nyayo House within thirty days: after that the application is closed.
  | EPP1-D4E5F6A7
  | 1. SMS me this
  | 0. Back
> 98  # no such line
  | Please answer with 1, or with 0 to go back.
  | 1. SMS me this
  | 98. More
  | 0. Back
> 1
  | You will get an SMS about EPP1-D4E5F6A7. You can also text the reference to 22222 at any time.
  (end)
  < eCitizen EPP1-D4E5F6A7: New passport, 34 pages. Action needed. Take to the office what it asked for. Details: dial *222#
