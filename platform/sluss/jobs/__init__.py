"""Background work that carries its municipality. `sluss.jobs.defer` is the one way to ask for it."""
