-- What was told by runs that are long over is deleted every day.

create index task_run_finished_at on task_run (finished_at);
