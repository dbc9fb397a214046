package org.fengqiao.keykeeping;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.fengqiao.kernel.crypto.OwnerOnlyFile;
import org.fengqiao.kernel.sealing.master.DeviceKey;
import org.fengqiao.local.UserError;

/** A token in a device that speaks PKCS #11. */
final class DeviceOptions {

    @Option(
            names = "--device",
            paramLabel = "LIBRARY",
            description = "the PKCS #11 library of a device, such as /usr/lib/softhsm/libsofthsm2.so")
    private @Nullable Path library;

    @Option(names = "--slot", defaultValue = "0", paramLabel = "N", description = "the number of the token's slot")
    private int slot;

    @Option(names = "--pin-file", paramLabel = "FILE", description = "a file with the user's PIN, readable by you only")
    private @Nullable Path pinFile;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description =
                    "the label of the key that is to wrap, such as fengqiao-2027; made if the token has none of it."
                            + " Never used again for another key")
    private @Nullable String label;

    private final SecureRandom random = new SecureRandom();

    boolean named() {
        return library != null;
    }

    String id() {
        return DeviceKey.idOf(wantedLabel());
    }

    private Path library() {
        if (library == null) {
            throw new UserError("Name the device's library: --device LIBRARY.");
        }
        return library;
    }

    private String wantedLabel() {
        if (label == null) {
            throw new UserError("Name the key in the device: --label LABEL.");
        }
        return label;
    }

    private char[] pin() {
        var file = pinFile;
        if (file == null) {
            throw new UserError("Name the file with the device's PIN: --pin-file FILE.");
        }
        return Trouble.told(file, () -> OwnerOnlyFile.text(file)).strip().toCharArray();
    }

    /** Returns whether the token has the key that is to wrap. */
    boolean exists() {
        return Trouble.told(library(), () -> DeviceKey.exists(library(), slot, pin(), wantedLabel()));
    }

    /** Returns the key that is to wrap; made if the token has none of this label. */
    DeviceKey openOrCreate() {
        return Trouble.told(
                library(),
                () -> exists()
                        ? DeviceKey.open(library(), slot, pin(), wantedLabel(), random)
                        : DeviceKey.create(library(), slot, pin(), wantedLabel(), random));
    }

    /** Returns the key of this id, if that names one in a device and the token has it. */
    Optional<DeviceKey> find(String id) {
        return Trouble.told(
                library(),
                () -> DeviceKey.labelIn(id)
                        .filter(each -> DeviceKey.exists(library(), slot, pin(), each))
                        .map(each -> DeviceKey.open(library(), slot, pin(), each, random)));
    }

    /** Has the device destroy the key of this id. */
    void destroy(String id) {
        Trouble.told(library(), () -> {
            DeviceKey.labelIn(id).ifPresent(each -> DeviceKey.destroy(library(), slot, pin(), each));
            return id;
        });
    }
}
