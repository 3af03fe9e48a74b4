"""Pages of money: what waits, one receipt, codes that citizens typed, and exports."""
