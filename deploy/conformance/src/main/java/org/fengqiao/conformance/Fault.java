package org.fengqiao.conformance;

/** Fault of a simulated side: something that happens in practice, and that the other side must bear. */
enum Fault {
    /** Nothing is sent, although it should be. */
    SILENCE,
    /** It is sent some seconds late. */
    LATENESS,
    /** It is sent twice. */
    DUPLICATE,
    /** It is sent behind the next one. */
    REORDERING,
    /** Something else is said about the same as well. */
    CONTRADICTION,
    /** Something that nobody can read is sent as well. */
    GARBAGE
}
