package org.fengqiao.embedded;

/** A part that is ready for use, until it is closed. */
interface RunningPart extends AutoCloseable {

    /** Returns the address of the part, in a form that people read. */
    String where();

    /** Stops it in order and waits for that; may be called once. */
    @Override
    void close();
}
