package org.fengqiao.keykeeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.master.DeviceKey;
import org.fengqiao.kernel.sealing.master.KeyFile;
import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;

/** {@code deploy/keys move}. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Has a master key in a device take over from one in a file, or the other way round, and wraps everybody's"
                    + " keys anew under it. Beside running services, if they are configured with both places:"
                    + " --only-add makes the key, then configure them, then move.",
            "If it is killed, run it again. deploy/keys rotate --retire removes what is no longer needed."
        },
        footer = {
            "",
            "Example:",
            "  deploy/keys move --to-device --file /etc/fengqiao/master.key \\",
            "    --device /usr/lib/softhsm/libsofthsm2.so --slot 1 --pin-file /etc/fengqiao/pin --label fengqiao-2027"
        })
final class Move implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Direction direction;

    static final class Direction {
        @Option(names = "--to-device", description = "the key in the device (--label) takes over")
        private boolean toDevice;

        @Option(
                names = "--to-file",
                description = "the last version in the file takes over; made if the file is not there")
        private boolean toFile;
    }

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "the file with the master key")
    private Path file;

    @Mixin
    private DeviceOptions device;

    @Option(names = "--only-add", description = "make the key that is to wrap, and don't let it wrap yet")
    private boolean onlyAdd;

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

    static UserError busy() {
        return new UserError("Somebody else is changing master keys just now. Nothing was changed.");
    }

    @Override
    public Integer call() throws IOException {
        if (!device.named() || batch < 1) {
            throw new UserError("Name the device (--device LIBRARY), and a batch of at least 1.");
        }
        var console = Console.of(spec.commandLine().getOut());
        return databaseOptions.on(database ->
                database.masterKeys().alone(() -> move(database, console)).orElseThrow(Move::busy));
    }

    private int move(KeyDatabase database, Console console) {
        var keysByMaster = TakeOver.keysByMaster(database);
        var atHand = new LinkedHashMap<String, MasterKey>();
        if (Files.exists(file)) {
            atHand.putAll(Rotate.byId(versions()));
        }
        for (var id : keysByMaster.keySet()) {
            device.find(id).ifPresent(key -> atHand.put(id, key));
        }
        TakeOver.requireAtHand(keysByMaster, atHand);
        letPresentWrap(database, keysByMaster);
        var next = direction.toDevice ? device.openOrCreate() : lastInFile();
        if (onlyAdd) {
            console.line("%s is there, and does not wrap yet. Configure all services with both places, then move."
                    .formatted(next.id()));
            return 0;
        }
        return new TakeOver(database, console, batch).to(next, atHand);
    }

    /** So that no service that is configured with the new place wraps with it before the others are. */
    private void letPresentWrap(KeyDatabase database, Map<String, Long> keysByMaster) {
        var masterKeys = database.masterKeys();
        if (onlyAdd && masterKeys.wrapping().await().indefinitely().isEmpty()) {
            if (direction.toDevice && Files.exists(file)) {
                masterKeys.letWrap(versions().getLast().id()).await().indefinitely();
            } else {
                keysByMaster.keySet().stream()
                        .filter(id -> DeviceKey.labelIn(id).isPresent())
                        .findFirst()
                        .ifPresent(id -> masterKeys.letWrap(id).await().indefinitely());
            }
        }
    }

    private List<KeyFile> versions() {
        return Trouble.told(file, () -> KeyFile.versions(file, random));
    }

    private KeyFile lastInFile() {
        return Trouble.told(
                file,
                () -> Files.exists(file) ? KeyFile.open(file, random) : KeyFile.create(file, suite.suite(), random));
    }
}
