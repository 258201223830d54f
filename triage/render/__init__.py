"""Reports, traces and graphs in the formats that can be printed. A renderer lays out; it adds no statement of its own."""
