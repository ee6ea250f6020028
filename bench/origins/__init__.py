"""An open yardstick for counting origins: stories of known lineage, hard cases, a scorer and rivals."""
