package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements as a table in Markdown, with a description of the machine it was measured on. */
public final class Figures {

    private final List<Figure> figures = new ArrayList<>();

    private record Figure(String what, String value, String how) {}

    /**
     * Adds a figure.
     *
     * @param what what was measured
     * @param value with its unit
     * @param how how it was measured, so that it can be measured again
     */
    public void add(String what, String value, String how) {
        figures.add(new Figure(what, value, how));
    }

    /**
     * The table, with the machine it was measured on.
     *
     * @throws IOException if the machine cannot be looked at
     */
    public List<String> table(Instant at) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("## " + at.atZone(ZoneId.systemDefault()).withNano(0).toOffsetDateTime());
        lines.add("");
        lines.add(machine());
        lines.add("");
        lines.add("| what | measured | how |");
        lines.add("|---|---|---|");
        figures.forEach(figure -> lines.add("| %s | %s | %s |".formatted(figure.what(), figure.value(), figure.how())));
        lines.add("");
        return lines;
    }

    /**
     * Appends the table to the file of the day, in this folder.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path folder, Instant at) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(at.atZone(ZoneId.systemDefault()).toLocalDate() + ".md");
        Files.write(file, table(at), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return file;
    }

    /** Milliseconds at a percentile of samples that are sorted. */
    public static String percentile(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? "–"
                : "%.0f ms".formatted(sorted.get((int)
                        Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1)));
    }

    /** Returns the number of things per second as text. */
    public static String rate(long things, double seconds) {
        return String.format(Locale.ROOT, "%,.0f/s", things / seconds);
    }

    private static String machine() throws IOException {
        var cpuInfo = Path.of("/proc/cpuinfo");
        var model = Files.exists(cpuInfo)
                ? Files.readAllLines(cpuInfo).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor")
                : System.getProperty("os.arch");
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return "%d × %s, %.1f GiB memory, %s %s, Java %s, load average %.1f when it began"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        system.getTotalMemorySize() / (double) (1 << 30),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        system.getSystemLoadAverage());
    }
}
