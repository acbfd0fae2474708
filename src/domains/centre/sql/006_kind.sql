-- One spelling for centres that were imported and those that an act established: as all kinds of agencies are written.
update kernel.agency set kind = 'dispute-centre' where kind = 'dispute_centre';
