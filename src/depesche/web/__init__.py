"""The workbench: pages and an interface for programs, served on this machine to this machine."""
