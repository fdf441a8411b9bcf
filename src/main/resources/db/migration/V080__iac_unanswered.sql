-- Recipes of which DSS failed to tell the columns, so that the next apply asks for these alone; empty for the other steps.

alter table iac_follow_up add column unanswered text default '' not null; -- names, one a line
