-- What was recorded of the project before the plan's apply began: a partial apply and a roll-back are told against it.

alter table iac_plan add column deployed_before text;
