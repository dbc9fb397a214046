package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The folders of a run. Everything it leaves behind is below {@code .fengqiao}, which is not under version control.
 *
 * @param root the folder that {@code .fengqiao} is in, absolute: the checkout, unless the run has one of its own
 * @param checkout the folder of the checkout whose build runs, absolute
 */
public record Workplace(Path root, Path checkout) {

    /** Creates the folders of a checkout that keeps its runs itself. */
    public Workplace(Path root) {
        this(root, root);
    }

    /** Returns the folders of runs of this build that are kept in another folder. */
    public Workplace in(Path folder) {
        return new Workplace(folder.toAbsolutePath().normalize(), checkout);
    }

    /** The system property in which the scripts of {@code deploy} name the checkout. */
    public static final String PROPERTY = "fengqiao.home";

    /** The checkout that the calling script belongs to; the current folder if it was not named. */
    public static Workplace ofThisRun() {
        return new Workplace(
                Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
    }

    /** All that runs keep: data, keys, logs, figures and notes about running processes. */
    public Path kept() {
        return root.resolve(".fengqiao");
    }

    /** The databases and the log; thrown away by {@code deploy/up --fresh}. */
    public Path data() {
        return kept().resolve("data");
    }

    /** Returns the folder with the output of the processes, one file each. */
    public Path logs() {
        return kept().resolve("logs");
    }

    /** The key pair of the tokens and the secret of the receipt codes. */
    public Path keys() {
        return kept().resolve("keys");
    }

    /** Measurements, one file a day. */
    public Path figures() {
        return kept().resolve("figures");
    }

    /** Returns the folder with the training data of the virtual machines from an earlier run. */
    Path experience() {
        return kept().resolve("experience");
    }

    /**
     * Returns the file in which the infrastructure says how it is reached; it exists only while the infrastructure
     * runs.
     */
    public Path infrastructureEndpoints() {
        return kept().resolve("run/infrastructure.properties");
    }

    /**
     * Returns the file in which a part of the infrastructure that runs in a process of its own says that it is ready.
     */
    Path endpointsOf(String part) {
        return kept().resolve("run").resolve(part + ".properties");
    }

    /** Returns the file in which {@code deploy/up} says what it has started; left behind only if it was killed. */
    public Path runningStack() {
        return kept().resolve("run/stack.properties");
    }

    /** Held by the one {@code deploy/up} that may run in this checkout. */
    public Path lock() {
        return kept().resolve("run/lock");
    }

    /** A module's folder, such as {@code intake-service} or {@code deploy/embedded}. */
    public Path module(String name) {
        return checkout.resolve(name);
    }

    /** Makes the folders that a run writes to, where they are missing. */
    public void prepare() throws IOException {
        for (var folder :
                new Path[] {data(), experience(), logs(), keys(), runningStack().getParent()}) {
            Files.createDirectories(folder);
        }
    }

    /** Throws the databases and the log away; keys and logs stay. */
    public void throwDataAway() throws IOException {
        if (!Files.exists(data())) {
            return;
        }
        try (var files = Files.walk(data())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
