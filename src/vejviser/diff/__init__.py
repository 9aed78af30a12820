"""Two editions, or what stands on two days: what is compared, what differs, and in which words."""
