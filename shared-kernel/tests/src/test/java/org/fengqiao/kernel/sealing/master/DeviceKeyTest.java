package org.fengqiao.kernel.sealing.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.testing.SoftHsm;

/** On a real PKCS #11 device, if one made of software. */
class DeviceKeyTest extends MasterKeyContract {

    static SoftHsm device;
    static SoftHsm unopened;
    static DeviceKey key;
    static DeviceKey other;

    @BeforeAll
    static void device() {
        device = SoftHsm.token();
        // A token that somebody of the process has opened asks for no PIN.
        unopened = SoftHsm.unopenedToken();
        key = DeviceKey.create(device.library, device.slot, device.pin, "fengqiao-2026", RANDOM);
        other = DeviceKey.create(device.library, device.slot, device.pin, "fengqiao-2027", RANDOM);
    }

    @Override
    MasterKey key() {
        return key;
    }

    @Override
    MasterKey otherKey() {
        return other;
    }

    @Test
    void theKeyStaysInTheDevice() {
        assertThat(key.canLeave()).isFalse();
        assertThat(key.toString()).isEqualTo("DeviceKey[device.fengqiao-2026]");
    }

    @Test
    void theKeyIsThereAgainWhenTheDeviceIsOpenedAgain() {
        var again = DeviceKey.open(device.library, device.slot, device.pin, "fengqiao-2026", RANDOM);
        assertThat(again.unwrap(key.wrap(new byte[] {7}, new byte[0]), new byte[0]))
                .isEqualTo(new byte[] {7});
        assertThat(again.id()).isEqualTo(key.id());
    }

    @Test
    void aLabelIsNeverGivenTwice() {
        assertThatThrownBy(() -> DeviceKey.create(device.library, device.slot, device.pin, "fengqiao-2026", RANDOM))
                .hasMessageContaining("has a key fengqiao-2026 already");
    }

    @Test
    void aKeyIsDestroyedInTheDevice() {
        var made = DeviceKey.create(device.library, device.slot, device.pin, "fengqiao-2025", RANDOM);
        assertThat(DeviceKey.labelIn(made.id())).contains("fengqiao-2025");
        assertThat(DeviceKey.exists(device.library, device.slot, device.pin, "fengqiao-2025"))
                .isTrue();
        DeviceKey.destroy(device.library, device.slot, device.pin, "fengqiao-2025");
        DeviceKey.destroy(device.library, device.slot, device.pin, "fengqiao-2025");
        assertThat(DeviceKey.exists(device.library, device.slot, device.pin, "fengqiao-2025"))
                .isFalse();
        assertThat(DeviceKey.exists(device.library, device.slot, device.pin, "fengqiao-2026"))
                .isTrue();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> DeviceKey.open(device.library, device.slot, device.pin, "fengqiao-1999", RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no key fengqiao-1999");
        assertThatThrownBy(() -> DeviceKey.open(unopened.library, unopened.slot, "0000".toCharArray(), "x", RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be used");
        assertThatThrownBy(() -> DeviceKey.open(device.library, 1, device.pin, "x", RANDOM))
                .as("no such slot")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be used");
        assertThatThrownBy(() -> DeviceKey.open(Path.of("/nowhere.so"), 1, device.pin, "x", RANDOM))
                .as("no such library")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void nobodyElseInTheProcessGetsTheDevice() {
        assertThat(Arrays.stream(Security.getProviders()).map(Object::toString))
                .noneMatch(provider -> provider.contains("fengqiao"));
    }
}
