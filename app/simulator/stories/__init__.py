"""Stories: transcripts of what is typed on phones and what is seen there.

Read, told over the phones' own callbacks, recorded and played here; `tests/stories` tells them with all that happens
around the phones. What stands behind the gateway is no matter of this package.
"""
