"""Why a run came out as it did: proofs, absences, differences, as values. A Trace is the only evidence."""
