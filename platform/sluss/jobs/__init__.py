"""Background work that carries its municipality. Take `municipal_task` and `every` from `sluss.jobs.tasks`."""
