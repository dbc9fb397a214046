package org.fengqiao.local;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code deploy/status}: each process, whether it is ready and why not, how far behind it is, how many cases are
 * parked, and where it is stuck.
 */
@Command(
        name = "deploy/status",
        mixinStandardHelpOptions = true,
        description = {
            "Says of each process that deploy/up runs: its id and memory, whether it is ready and what keeps it from"
                    + " being so, how many records it is behind and how many cases are parked. STUCK are partitions"
                    + " in which the same record is tried again and again, with offset, case and reason.",
            "Exit code 0 if all is well, 1 if something is not ready or stuck or a case is parked."
        })
public final class Status implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private static final List<String> INFRASTRUCTURE = Stream.concat(
                    Stream.of(Programs.INFRASTRUCTURE), Programs.PARTS.stream())
            .toList();
    private static final Set<String> SAYS_HOW_CONNECTORS_ARE = Set.of(Programs.INFRASTRUCTURE, "connect");

    private final Readiness readiness = new Readiness();

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new Status()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var workplace = Workplace.ofThisRun();
        var stack = LocalStack.running(workplace);
        var out = spec.commandLine().getOut();
        var allWell = true;
        out.printf("%-15s %8s %9s  %8s %7s  %s%n", "process", "pid", "memory", "behind", "parked", "state");
        for (var service : Service.values()) {
            var answer = readiness.ofService(stack.of(service));
            var gauges = gauges(stack.of(service));
            var parked = gauges.getOrDefault("fengqiao_parked_cases", 0.0).longValue();
            allWell &= answer.ready() && answer.stuck().isEmpty() && parked == 0;
            out.printf(
                    "%-15s %8d %9s  %8s %7d  %s%n",
                    service.label(),
                    stack.processes().getOrDefault(service.label(), 0L),
                    memory(stack.processes().getOrDefault(service.label(), 0L)),
                    gauges.containsKey("fengqiao_consumer_lag")
                            ? Long.toString(gauges.get("fengqiao_consumer_lag").longValue())
                            : "?",
                    parked,
                    state(answer));
        }
        var connectors = readiness.ofConnectors(stack.connect(), Service.values().length - 1);
        allWell &= connectors.ready();
        for (var part : INFRASTRUCTURE) {
            var pid = stack.processes().get(part);
            if (pid != null) {
                out.printf(
                        "%-15s %8d %9s  %8s %7s  %s%n",
                        part,
                        pid,
                        memory(pid),
                        "",
                        "",
                        SAYS_HOW_CONNECTORS_ARE.contains(part) ? "connectors: " + state(connectors) : "");
            }
        }
        return allWell ? 0 : CommandLines.FAILED;
    }

    /** Says in one line how a process is. */
    static String state(Readiness.Answer answer) {
        var ready = answer.ready() ? "ready" : "NOT READY: " + String.join("; ", answer.troubles());
        return answer.stuck().isEmpty() ? ready : ready + ", STUCK: " + String.join("; ", answer.stuck());
    }

    /** The service's gauges, summed over their labels; none if it does not answer. */
    private Map<String, Double> gauges(URI service) throws InterruptedException {
        try {
            return Gauges.summed(readiness.get(service.resolve("/q/metrics")));
        } catch (IOException _) {
            return Map.of();
        }
    }

    private static String memory(long pid) throws IOException {
        var resident = ProcessMemory.residentBytes(pid);
        return resident.isEmpty() ? "?" : "%d MiB".formatted(resident.getAsLong() >> 20);
    }
}
