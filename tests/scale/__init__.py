"""How Lango grows: a million hops without and with faults, and the cost of each part at every size (`make scale`)."""
