package org.fengqiao.keykeeping;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.master.KeyFile;
import org.fengqiao.kernel.sealing.store.MasterKeyStore.Known;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Workplace;

/** {@code deploy/keys status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how many keys are wrapped under which master key, which of those wraps, how many keys were"
                    + " destroyed, and whether each master key is at hand: by unwrapping one key with it."
                    + " Names nobody.",
            "Exit code 1 if keys are wrapped under a master key that is not in what you named."
        })
final class Status implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "the file with the master key; that of deploy/up on this machine if neither it"
                    + " nor a database is named")
    private @Nullable Path file;

    @Mixin
    private DeviceOptions device;

    @Option(names = "--json", description = "as JSON")
    private boolean asJson;

    @Mixin
    private DatabaseOptions databaseOptions;

    private final SecureRandom random = new SecureRandom();

    /** The present use of a master key. */
    enum State {
        /** New keys are wrapped under it. */
        WRAPS,
        /** Keys are wrapped under it, and no take-over has said yet which one wraps. */
        IN_USE,
        /** The version was made, and has not taken over yet. */
        ADDED,
        /** Another one took over from it. */
        FORMER,
        /** The version was given up and never wraps again. */
        RETIRED
    }

    /** Keys of one suite. */
    record Kept(String suite, long keys, Instant oldest) {}

    /**
     * A master key.
     *
     * @param reachable whether it is in what was named; {@code null} if nothing was named, and for retired ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Master(
            String id,
            State state,
            @Nullable Boolean reachable,
            @Nullable Instant wrapsSince,
            @Nullable Instant supersededAt,
            @Nullable Instant retiredAt,
            List<Kept> keys) {}

    /** Keys that are gone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Destroyed(long keys, @Nullable Instant latest) {}

    /** All of it. */
    record Report(List<Master> masterKeys, Destroyed destroyed) {}

    @Override
    public Integer call() throws IOException {
        var report = databaseOptions.on(this::report);
        if (asJson) {
            var json = JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();
            spec.commandLine().getOut().println(json.writeValueAsString(report));
        } else {
            print(report, spec.commandLine().getOut());
        }
        var missing = report.masterKeys().stream()
                .anyMatch(key ->
                        Boolean.FALSE.equals(key.reachable()) && !key.keys().isEmpty());
        return missing ? CommandLines.FAILED : 0;
    }

    private Report report(KeyDatabase database) {
        var store = database.masterKeys();
        var known = store.known().await().indefinitely().stream()
                .collect(Collectors.toMap(Known::id, each -> each, (one, _) -> one, LinkedHashMap::new));
        var counts = store.counts().await().indefinitely();
        var inFile = file().map(this::versions).orElse(Map.of());
        var ids = new LinkedHashSet<>(known.keySet());
        counts.forEach(count -> ids.add(count.masterKeyId()));
        ids.addAll(inFile.keySet());
        var takenOver = known.values().stream().anyMatch(each -> each.supersededAt() == null);
        var masters = new ArrayList<Master>();
        for (var id : ids) {
            var each = known.getOrDefault(id, new Known(id, null, null, null));
            var kept = counts.stream()
                    .filter(count -> count.masterKeyId().equals(id))
                    .map(count -> new Kept(count.suite().id(), count.keys(), count.oldest()))
                    .toList();
            var state = takenOver && kept.isEmpty() && !known.containsKey(id) ? State.ADDED : state(each, takenOver);
            masters.add(new Master(
                    id,
                    state,
                    state == State.RETIRED ? null : reachable(id, inFile, database),
                    each.wrapsSince(),
                    each.supersededAt(),
                    each.retiredAt(),
                    kept));
        }
        var destroyed = store.destroyed().await().indefinitely();
        return new Report(masters, new Destroyed(destroyed.keys(), destroyed.latest()));
    }

    private static State state(Known known, boolean takenOver) {
        if (known.retiredAt() != null) {
            return State.RETIRED;
        }
        if (known.wrapsSince() != null && known.supersededAt() == null) {
            return State.WRAPS;
        }
        return takenOver ? State.FORMER : State.IN_USE;
    }

    private Optional<Path> file() {
        if (file != null || !databaseOptions.isLocal()) {
            return Optional.ofNullable(file);
        }
        return Optional.of(Workplace.ofThisRun().keys().resolve("master.key")).filter(Files::exists);
    }

    private Map<String, MasterKey> versions(Path at) {
        return Rotate.byId(Trouble.told(at, () -> KeyFile.versions(at, random)));
    }

    private @Nullable Boolean reachable(String id, Map<String, MasterKey> inFile, KeyDatabase database) {
        if (inFile.isEmpty() && !device.named()) {
            return null;
        }
        var key = Optional.ofNullable(inFile.get(id)).or(() -> device.named() ? device.find(id) : Optional.empty());
        return key.filter(each -> unwraps(each, database)).isPresent();
    }

    private boolean unwraps(MasterKey key, KeyDatabase database) {
        try {
            var sample = database.masterKeys().sample(key.id()).await().indefinitely();
            if (sample.isPresent()) {
                new SubjectKeys(new MasterKeys(key, List.of()), random).unwrap(sample.get());
            } else {
                key.unwrap(key.wrap(new byte[1], new byte[0]), new byte[0]);
            }
            return true;
        } catch (NotAuthentic _) {
            return false;
        }
    }

    private static void print(Report report, PrintWriter out) {
        for (var master : report.masterKeys()) {
            out.printf(
                    "%s: %s%s%n",
                    master.id(),
                    told(master),
                    master.reachable() == null ? "" : master.reachable() ? ", at hand" : ", NOT AT HAND");
            for (var kept : master.keys()) {
                out.printf("  %s: %d keys, the oldest of %s%n", kept.suite(), kept.keys(), kept.oldest());
            }
        }
        if (report.masterKeys().isEmpty()) {
            out.println("There are no keys yet.");
        }
        out.printf(
                "%d keys were destroyed%s%n",
                report.destroyed().keys(),
                report.destroyed().latest() == null
                        ? ""
                        : ", the last one at " + report.destroyed().latest());
    }

    private static String told(Master master) {
        return switch (master.state()) {
            case WRAPS -> "wraps since " + master.wrapsSince();
            case IN_USE -> "no other took over from it yet";
            case ADDED -> "added, and does not wrap yet";
            case FORMER -> master.keys().isEmpty() ? "former, and no longer needed" : "former, and still needed";
            case RETIRED -> "retired at " + master.retiredAt();
        };
    }
}
