"""Work outside the request: a queue in the same database, so a job commits with the change.

`queue.job` registers a function, `queue.enqueue` defers it inside a command; `worker.run` works.
Every job may run twice and gets ids only.
"""
