"""What every area leans on: the event log, jobs, notices, files, parameters, counters."""
