"""Reports, traces and graphs in each format that is printed. A renderer lays out; it adds no statement of its own."""
