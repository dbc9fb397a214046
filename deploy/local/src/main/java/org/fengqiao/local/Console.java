package org.fengqiao.local;

import java.io.PrintWriter;

import org.jspecify.annotations.Nullable;

/**
 * Output of a run for a person: lines that stay, and one line of progress that is rewritten in place. Where the output
 * is not a terminal, the progress line is printed only when {@link #milestone} says that it is worth a line in a log
 * file.
 */
public final class Console {

    private final PrintWriter out;
    private final boolean terminal;
    private @Nullable String progress;

    /**
     * A console that writes to {@code out}.
     *
     * @param terminal whether a line can be rewritten in place
     */
    public Console(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A console on standard output; in place if that is a terminal that can do it. */
    public static Console of(PrintWriter out) {
        var system = System.console();
        return new Console(out, system != null && system.isTerminal() && !"dumb".equals(System.getenv("TERM")));
    }

    /** Prints a line that stays. */
    public synchronized void line(String text) {
        clear();
        out.println(text);
        redraw();
    }

    /** Shows how far the work is; replaces what was shown before. */
    public synchronized void progress(String text) {
        if (terminal) {
            clear();
            progress = text;
            redraw();
        }
    }

    /** Shows how far the work is, and keeps it as a line where progress can't be shown in place. */
    public synchronized void milestone(String text) {
        if (terminal) {
            progress(text);
        } else {
            out.println(text);
        }
    }

    /** Takes the progress line away. */
    public synchronized void done() {
        clear();
        progress = null;
        out.flush();
    }

    private void clear() {
        if (terminal && progress != null) {
            out.print("\r\u001b[2K");
        }
    }

    private void redraw() {
        if (terminal && progress != null) {
            out.print(progress);
            out.flush();
        }
    }
}
