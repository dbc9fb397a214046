package org.fengqiao.kernel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.kernel.crypto.OwnerOnlyFile;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.UnknownMasterKey;
import org.fengqiao.kernel.sealing.master.DeviceKey;
import org.fengqiao.kernel.sealing.master.KeyFile;
import org.fengqiao.kernel.testing.SoftHsm;

/** Master keys learnt by a running service. */
class AvailableMasterKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private record Configured(Optional<Path> masterKeyFile, Optional<Device> device) implements KeyConfiguration {
        @Override
        public String suite() {
            return "i1";
        }

        @Override
        public int cached() {
            return 10;
        }

        @Override
        public Duration cachedFor() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Optional<List<Path>> formerMasterKeyFiles() {
            return Optional.empty();
        }
    }

    private record Token(Path library, int slot, Path pinFile, String label) implements KeyConfiguration.Device {}

    private static Wrapped wrappedUnder(MasterKey master) {
        var keys = new SubjectKeys(new MasterKeys(master, List.of()), RANDOM);
        return keys.wrap(keys.make(new SubjectId(UUID.randomUUID()), 1, Suite.INTERNATIONAL));
    }

    @Test
    void aVersionThatWasAddedToTheFileIsLearntWhenItIsMet() {
        var file = folder.resolve("master.key");
        KeyFile.create(file, Suite.INTERNATIONAL, RANDOM);
        var masters = new AvailableMasterKeys(new Configured(Optional.of(file), Optional.empty()));
        var added = KeyFile.add(file, Suite.NATIONAL, RANDOM);

        assertThatThrownBy(() -> masters.keys().unwrap(wrappedUnder(added))).isInstanceOf(UnknownMasterKey.class);
        masters.learn(added.id()).unwrap(wrappedUnder(added));
        masters.keys().unwrap(wrappedUnder(added));
    }

    @Test
    void whatTheDatabaseSaysWrapsAndNotWhatStandsLastInTheFile() {
        var file = folder.resolve("master.key");
        var first = KeyFile.create(file, Suite.INTERNATIONAL, RANDOM);
        KeyFile.add(file, Suite.NATIONAL, RANDOM);
        var masters = new AvailableMasterKeys(new Configured(Optional.of(file), Optional.empty()));

        assertThat(masters.wrapWith(first.id()).currentMasterKeyId()).isEqualTo(first.id());
        assertThatThrownBy(() -> masters.wrapWith("file.i1.elsewhere"))
                .isInstanceOf(UnknownMasterKey.class)
                .hasMessage("the master key file.i1.elsewhere is needed and not configured");
    }

    @Test
    void whatWrappedAndWasRetiredSinceKeepsNobodyFromLearningTheNext() {
        var file = folder.resolve("master.key");
        var first = KeyFile.create(file, Suite.INTERNATIONAL, RANDOM);
        var masters = new AvailableMasterKeys(new Configured(Optional.of(file), Optional.empty()));
        masters.wrapWith(first.id());
        var second = KeyFile.add(file, Suite.INTERNATIONAL, RANDOM);
        KeyFile.remove(file, Set.of(first.id()), RANDOM);

        assertThat(masters.learn(second.id()).currentMasterKeyId()).isEqualTo(second.id());
    }

    @Test
    void aKeyThatWasMadeInTheDeviceIsLearntByItsLabel() {
        var device = SoftHsm.token();
        var pin = folder.resolve("pin");
        OwnerOnlyFile.create(pin, new String(device.pin));
        var file = folder.resolve("master.key");
        var inFile = KeyFile.create(file, Suite.INTERNATIONAL, RANDOM);
        DeviceKey.create(device.library, device.slot, device.pin, "learnt-1", RANDOM);
        var masters = new AvailableMasterKeys(new Configured(
                Optional.of(file), Optional.of(new Token(device.library, device.slot, pin, "learnt-1"))));
        var second = DeviceKey.create(device.library, device.slot, device.pin, "learnt-2", RANDOM);

        assertThat(masters.keys().currentMasterKeyId()).isEqualTo("device.learnt-1");
        masters.keys().unwrap(wrappedUnder(inFile));
        assertThat(masters.wrapWith("device.learnt-2").currentMasterKeyId()).isEqualTo("device.learnt-2");
        masters.keys().unwrap(wrappedUnder(second));
        assertThatThrownBy(() -> masters.wrapWith("device.learnt-3")).isInstanceOf(UnknownMasterKey.class);
    }

    @Test
    void aServiceWithoutAnyMasterKeyDoesNotStart() throws java.io.IOException {
        assertThatThrownBy(() -> new AvailableMasterKeys(new Configured(Optional.empty(), Optional.empty())))
                .hasMessageContaining("neither fengqiao.keys.master-key-file nor fengqiao.keys.device");
        var open = Files.writeString(folder.resolve("open"), "fengqiao-master-key");
        assertThatThrownBy(() -> new AvailableMasterKeys(new Configured(Optional.of(open), Optional.empty())))
                .isInstanceOf(IllegalStateException.class);
    }
}
