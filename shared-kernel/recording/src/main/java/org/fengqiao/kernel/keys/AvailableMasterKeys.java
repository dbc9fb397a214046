package org.fengqiao.kernel.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.fengqiao.kernel.crypto.OwnerOnlyFile;
import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.UnknownMasterKey;
import org.fengqiao.kernel.sealing.master.DeviceKey;
import org.fengqiao.kernel.sealing.master.KeyFile;

/**
 * The master keys at hand, in the places that the configuration names. They are looked for at the start, and again
 * whenever one is met that is not among them: an operator changes master keys beside running services. May be used by
 * several threads.
 */
final class AvailableMasterKeys {

    private final KeyConfiguration configuration;
    private final SecureRandom random = new RandomBlocks();
    private final Map<String, DeviceKey> inDevice = new HashMap<>();
    private Optional<String> wrapping = Optional.empty();
    private volatile SubjectKeys keys;

    /**
     * Looks for them.
     *
     * @throws IllegalStateException if there are none, or they cannot be read; the message says why
     */
    AvailableMasterKeys(KeyConfiguration configuration) {
        this.configuration = configuration;
        this.keys = found();
    }

    /** Subjects' keys under the master keys that were found last. */
    SubjectKeys keys() {
        return keys;
    }

    /**
     * Looks again for a master key that was met and is not at hand. If it is not there either, what is returned doesn't
     * unwrap what is under it.
     */
    synchronized SubjectKeys learn(String id) {
        lookIntoDevice(id);
        keys = found();
        return keys;
    }

    /**
     * Looks for the master key that took over, and wraps with it from now on.
     *
     * @throws UnknownMasterKey if it is not there
     */
    synchronized SubjectKeys wrapWith(String id) {
        wrapping = Optional.of(id);
        var learnt = learn(id);
        if (!learnt.currentMasterKeyId().equals(id)) {
            throw new UnknownMasterKey(id);
        }
        return learnt;
    }

    /**
     * A key in the device is named by its label, so one that another process made is found without being configured.
     */
    private void lookIntoDevice(String id) {
        configuration
                .device()
                .ifPresent(device -> DeviceKey.labelIn(id)
                        .filter(label -> exists(device, label))
                        .ifPresent(label -> open(device, label)));
    }

    /**
     * Returns the keys that are found. What wraps is what the key database last said, or else the device's key, or else
     * the last one in the file.
     */
    private SubjectKeys found() {
        var all = new LinkedHashMap<String, MasterKey>();
        configuration
                .formerMasterKeyFiles()
                .orElse(List.of())
                .forEach(file -> KeyFile.versions(file, random).forEach(key -> all.put(key.id(), key)));
        var wraps = "";
        if (configuration.masterKeyFile().isPresent()) {
            var versions = KeyFile.versions(configuration.masterKeyFile().get(), random);
            versions.forEach(key -> all.put(key.id(), key));
            wraps = versions.getLast().id();
        }
        if (configuration.device().isPresent()) {
            var device = configuration.device().get();
            wraps = open(device, device.label()).id();
            all.putAll(inDevice);
        }
        if (wraps.isEmpty()) {
            throw new IllegalStateException(
                    "neither fengqiao.keys.master-key-file nor fengqiao.keys.device is configured");
        }
        // What the database said once may have been superseded and retired since; it will say so when something is
        // wrapped.
        var current = Objects.requireNonNull(
                all.remove(wrapping.filter(all::containsKey).orElse(wraps)));
        return new SubjectKeys(new MasterKeys(current, List.copyOf(all.values())), random);
    }

    private DeviceKey open(KeyConfiguration.Device device, String label) {
        var known = inDevice.get(DeviceKey.idOf(label));
        if (known != null) {
            return known;
        }
        var opened = DeviceKey.open(device.library(), device.slot(), pin(device.pinFile()), label, random);
        inDevice.put(opened.id(), opened);
        return opened;
    }

    private static boolean exists(KeyConfiguration.Device device, String label) {
        return DeviceKey.exists(device.library(), device.slot(), pin(device.pinFile()), label);
    }

    private static char[] pin(Path file) {
        return OwnerOnlyFile.text(file).strip().toCharArray();
    }
}
