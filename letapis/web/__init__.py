"""The desk in the browser: local, server-rendered, working without scripts; it only shows and asks what the desk can do."""
