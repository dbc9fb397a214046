package org.fengqiao.caseload.log;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rows of a file as they stand there, one after another: the file need not fit into the memory. */
public interface RawRows extends AutoCloseable {

    /** One row: its line, and its values by the names of their columns. */
    record Raw(long line, Map<String, String> values) {}

    /** Returns the names of the columns; empty if the format declares none. */
    List<String> columns();

    /** Hands on every row, and every fault that leaves the rest readable. */
    void forEach(Consumer<Raw> row, Consumer<LogFault> fault) throws IOException;

    @Override
    void close() throws IOException;
}
