"""A phone for a machine without a provider's account. It uses the gateway's callbacks, nothing behind them."""
