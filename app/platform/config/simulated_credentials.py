"""The credentials by which the simulator knows us, where it plays the providers: fixed, and known to everybody.

They open nothing but the simulator, which is there for development only (SIMULATOR=1).
"""

from typing import Final

SIMULATED_AT_USERNAME: Final = "simulator"
SIMULATED_AT_KEY: Final = "simulated-at-key"
SIMULATED_PESAFLOW_CLIENT_ID: Final = "simulated-client"
SIMULATED_PESAFLOW_KEY: Final = "simulated-key"
SIMULATED_PESAFLOW_SECRET: Final = "simulated-secret"  # noqa: S105 (no secret)
SIMULATED_PESAFLOW_SERVICE_ID: Final = "simulated-service"
SIMULATED_DARAJA_KEY: Final = "simulated-daraja-key"
SIMULATED_DARAJA_SECRET: Final = "simulated-daraja-secret"  # noqa: S105 (no secret)
SIMULATED_DARAJA_PASSKEY: Final = "simulated-passkey"
SIMULATED_DARAJA_SHORTCODE: Final = "600638"
