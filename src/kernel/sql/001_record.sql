-- The kernel's own domain has no tables yet: its matters stand in kernel.matter. The schema is where its views would be.
create schema record;
