package org.fengqiao.kernel.sealing.json;

import com.fasterxml.jackson.core.JsonStreamContext;

/**
 * The place of a value as a JSON Pointer (RFC 6901), the same as Jackson's own {@code pathAsPointer}, which makes an
 * object for every step of it: events are written and read with a dozen of them.
 */
final class Pointers {

    private Pointers() {}

    /** Returns the pointer of the value that was just read. */
    static String ofPresent(JsonStreamContext context) {
        var pointer = new StringBuilder();
        append(context, context.getCurrentIndex(), pointer);
        return pointer.toString();
    }

    /**
     * Returns the pointer of the value that is written next: an array's own context counts the values before it, an
     * object's names it.
     */
    static String ofNext(JsonStreamContext context) {
        var pointer = new StringBuilder();
        append(context, context.getEntryCount(), pointer);
        return pointer.toString();
    }

    private static void append(JsonStreamContext context, int index, StringBuilder pointer) {
        var around = context.getParent();
        if (around != null && !around.inRoot()) {
            append(around, around.getCurrentIndex(), pointer);
        }
        if (context.inArray()) {
            pointer.append('/').append(index);
        } else if (context.inObject()) {
            escape(context.getCurrentName(), pointer.append('/'));
        }
    }

    private static void escape(String name, StringBuilder pointer) {
        if (name.indexOf('~') < 0 && name.indexOf('/') < 0) {
            pointer.append(name);
        } else {
            pointer.append(name.replace("~", "~0").replace("/", "~1"));
        }
    }
}
