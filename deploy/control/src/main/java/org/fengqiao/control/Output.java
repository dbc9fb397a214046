package org.fengqiao.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.local.Console;

/**
 * Options for the form of the output, as a mixin, and the output itself. Results go to standard output; notes and
 * progress go to standard error, so that results can be piped.
 */
public final class Output {

    /** Form of a table. */
    public enum Form {
        /** Aligned columns for people. */
        TABLE,
        /** An array of objects for programs. */
        JSON,
        /** Comma-separated values for spreadsheets. */
        CSV
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, json or csv; ${DEFAULT-VALUE} if not given")
    private Form form;

    private final ObjectMapper json = new ObjectMapper();

    /** Returns the form that was asked for. */
    public Form form() {
        return form;
    }

    /** Returns true if people are to read the output. */
    public boolean isForPeople() {
        return form == Form.TABLE;
    }

    /** Prints the table in the form that was asked for. */
    public void print(Table table) throws IOException {
        switch (form) {
            case TABLE -> table.printAligned(out());
            case JSON -> table.printJson(out(), json);
            case CSV -> table.printCsv(out());
        }
        out().flush();
    }

    /** Prints a line of the result, whatever the form. */
    public void line(String text) {
        out().println(text);
    }

    /** Prints a remark beside the result. */
    public void note(String text) {
        spec.commandLine().getErr().println(text);
    }

    /** Runs another verb, whose output goes where this one's goes; returns its exit code. */
    int run(List<String> arguments) {
        return Casectl.commandLine()
                .setOut(out())
                .setErr(spec.commandLine().getErr())
                .execute(arguments.toArray(String[]::new));
    }

    /**
     * Returns the text in a style on a terminal, as it is where the output is piped or {@code NO_COLOR} is set.
     *
     * @param style of picocli, such as {@code bold} or {@code fg(red)}
     */
    public String styled(String style, String text) {
        return Ansi.AUTO.enabled() ? Ansi.AUTO.string("@|%s %s|@".formatted(style, text.replace("|@", "||"))) : text;
    }

    /**
     * Returns the progress of work, shown on a terminal only.
     *
     * @param what the work in a word or two, such as {@code cases of routing}
     * @param total how many steps it has; negative if that is not known
     */
    public Progress progress(String what, long total) {
        return new Progress(Console.of(spec.commandLine().getErr()), what, total, System::nanoTime);
    }

    /** Returns the console on which results stay as lines, with progress in place where it is a terminal. */
    public Console console() {
        return Console.of(out());
    }

    /** Returns how long the piece of work took or will take, for people. */
    static String inWords(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? "%d min %d s".formatted(seconds / 60, seconds % 60) : seconds / 3600 + " h";
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
