"""Where everything is put together: settings become ports, ports become services."""
