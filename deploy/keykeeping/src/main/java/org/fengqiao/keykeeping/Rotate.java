package org.fengqiao.keykeeping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.master.DeviceKey;
import org.fengqiao.kernel.sealing.master.KeyFile;
import org.fengqiao.kernel.sealing.store.MasterKeyStore;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;

/** {@code deploy/keys rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new version of the master key, in its file or device, and wraps everybody's keys anew under it."
                    + " No event is touched, and services go on meanwhile:"
                    + " they learn the new version when they meet it."
                    + " If it is killed, run it again: it finishes what was begun.",
            "Where services on several machines have copies of the file: --only-add,"
                    + " copy the file to all of them, then rotate again.",
            "With --retire it removes versions under which nothing is wrapped any more, and changes nothing else."
                    + " They are gone then: old copies of the key database cannot be read without them."
        })
final class Rotate implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", description = "the file with the master key")
    private @Nullable Path file;

    @Mixin
    private DeviceOptions device;

    @Option(names = "--only-add", description = "make the new version, and don't let it wrap yet")
    private boolean onlyAdd;

    @Option(names = "--retire", description = "remove former versions under which nothing is wrapped any more")
    private boolean retire;

    @Option(
            names = "--batch",
            defaultValue = "1000",
            paramLabel = "N",
            description = "how many keys are wrapped in one transaction; ${DEFAULT-VALUE} if not given")
    private int batch;

    @Mixin
    private SuiteOption suite;

    @Mixin
    private DatabaseOptions databaseOptions;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException {
        if ((file == null) == !device.named()) {
            throw new UserError("Name either the file (--file) or the device (--device) that has the master key.");
        }
        if (retire && onlyAdd || batch < 1) {
            throw new UserError("Either --only-add or --retire, and a batch of at least 1.");
        }
        var console = Console.of(spec.commandLine().getOut());
        return databaseOptions.on(database -> database.masterKeys()
                .alone(() -> file == null ? inDevice(database, console) : inFile(file, database, console))
                .orElseThrow(Move::busy));
    }

    private int inFile(Path file, KeyDatabase database, Console console) {
        var versions = Trouble.told(file, () -> KeyFile.versions(file, random));
        if (retire) {
            return retire(former(versions, database), database, console, retired -> takeOut(file, retired));
        }
        var masterKeys = database.masterKeys();
        var last = versions.getLast().id();
        var wrapping = masterKeys.wrapping().await().indefinitely().orElse(last);
        if (DeviceKey.labelIn(wrapping).isPresent()) {
            throw new UserError("%s wraps, which is in a device: see deploy/keys move --to-file.".formatted(wrapping));
        }
        if (versions.stream().noneMatch(version -> version.id().equals(wrapping))) {
            throw new UserError("%s wraps, and is not in %s. Nothing was changed.".formatted(wrapping, file));
        }
        var keysByMaster = TakeOver.keysByMaster(database);
        TakeOver.requireAtHand(keysByMaster, byId(versions));
        // Killed, it left a version that doesn't wrap yet, or keys under former ones.
        var begun = !wrapping.equals(last) || keysByMaster.keySet().stream().anyMatch(id -> !id.equals(last));
        if (begun && onlyAdd) {
            console.line("%s was added and has not taken over everywhere yet; nothing was changed.".formatted(last));
            return 0;
        }
        if (!begun) {
            // So that no service wraps with the new version before the database says so.
            masterKeys.letWrap(last).await().indefinitely();
            var added = Trouble.told(file, () -> KeyFile.add(file, suite.suite(), random));
            console.line("%s was added to %s.".formatted(added.id(), file));
        }
        if (onlyAdd) {
            console.line("Copy the file to every machine that has it, then: deploy/keys rotate --file " + file);
            return 0;
        }
        var present = Trouble.told(file, () -> KeyFile.versions(file, random));
        return new TakeOver(database, console, batch).to(present.getLast(), byId(present));
    }

    private int inDevice(KeyDatabase database, Console console) {
        var keysByMaster = TakeOver.keysByMaster(database);
        var known = new LinkedHashSet<String>();
        database.masterKeys().known().await().indefinitely().stream()
                .filter(key -> key.retiredAt() == null)
                .map(MasterKeyStore.Known::id)
                .forEach(known::add);
        known.addAll(keysByMaster.keySet());
        if (retire) {
            return retire(
                    known.stream()
                            .filter(id -> DeviceKey.labelIn(id).isPresent())
                            .toList(),
                    database,
                    console,
                    retired -> retired.forEach(device::destroy));
        }
        var atHand = new LinkedHashMap<String, MasterKey>();
        known.forEach(id -> device.find(id).ifPresent(key -> atHand.put(id, key)));
        TakeOver.requireAtHand(keysByMaster, atHand);
        var wrapping = database.masterKeys().wrapping().await().indefinitely();
        if (wrapping.filter(device.id()::equals).isPresent()
                && keysByMaster.keySet().stream().allMatch(device.id()::equals)) {
            throw new UserError("%s wraps already: name a new key with --label.".formatted(device.id()));
        }
        var next = device.openOrCreate();
        if (onlyAdd) {
            console.line("%s is in the device, and does not wrap yet.".formatted(next.id()));
            return 0;
        }
        return new TakeOver(database, console, batch).to(next, atHand);
    }

    /**
     * Returns the versions before the one that wraps: those behind it were added and wait for their turn. All of them
     * if a device has what wraps.
     */
    private static List<String> former(List<KeyFile> versions, KeyDatabase database) {
        var ids = versions.stream().map(KeyFile::id).toList();
        var wrapping = database.masterKeys().wrapping().await().indefinitely().orElse(ids.getLast());
        return ids.subList(0, ids.contains(wrapping) ? ids.indexOf(wrapping) : ids.size());
    }

    private interface Removal {
        void remove(List<String> retired);
    }

    /**
     * Removes former ones. The database notes it first: whatever was killed in between, nothing is wrapped under a
     * master key that is gone.
     */
    private int retire(List<String> ids, KeyDatabase database, Console console, Removal removal) {
        var masterKeys = database.masterKeys();
        var wrapping = masterKeys.wrapping().await().indefinitely();
        var keysByMaster = TakeOver.keysByMaster(database);
        var retired = new ArrayList<String>();
        var refused = false;
        for (var id : ids) {
            if (wrapping.filter(id::equals).isPresent()) {
                continue;
            }
            if (masterKeys.retire(id).await().indefinitely()) {
                retired.add(id);
            } else {
                refused = true;
                console.line(
                        wrapping.isEmpty()
                                ? "%s stays: no other master key took over yet.".formatted(id)
                                : "%s stays: %d keys are wrapped under it."
                                        .formatted(id, keysByMaster.getOrDefault(id, 0L)));
            }
        }
        if (!retired.isEmpty()) {
            removal.remove(retired);
        }
        retired.forEach(id -> console.line("%s is retired and removed.".formatted(id)));
        if (retired.isEmpty() && !refused) {
            console.line("There is no former master key to remove.");
        }
        return refused ? CommandLines.FAILED : 0;
    }

    private void takeOut(Path file, List<String> retired) {
        Trouble.told(file, () -> {
            var left = KeyFile.versions(file, random).stream()
                    .filter(version -> !retired.contains(version.id()))
                    .count();
            if (left == 0) {
                delete(file);
            } else {
                KeyFile.remove(file, new HashSet<>(retired), random);
            }
            return file;
        });
    }

    /** Everything is wrapped in a device by now. */
    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, MasterKey> byId(List<KeyFile> versions) {
        var byId = new LinkedHashMap<String, MasterKey>();
        versions.forEach(version -> byId.put(version.id(), version));
        return byId;
    }
}
