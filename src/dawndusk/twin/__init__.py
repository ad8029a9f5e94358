"""What happens, in time: steps orbit, satellite, network and operations together over arrays."""
