-- An erasure is a matter of its own, so the emptied row names that matter and not a position in its own chain.
alter table kernel.act_private alter column erased_by type uuid using null;
comment on column kernel.act_private.erased_by is 'the matter of the act that last emptied a value of this row';
