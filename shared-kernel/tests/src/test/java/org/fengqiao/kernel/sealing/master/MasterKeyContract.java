package org.fengqiao.kernel.sealing.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKey;
import org.fengqiao.kernel.sealing.SubjectKeys;

/** Contract of every master key, in a file or a device. */
abstract class MasterKeyContract {

    static final SecureRandom RANDOM = new SecureRandom();
    static final BoxPlace PLACE = new BoxPlace(UUID.randomUUID(), "fengqiao.intake.case-registered.v1", "/summary");

    final SubjectId zhang = new SubjectId(UUID.randomUUID());

    abstract MasterKey key();

    abstract MasterKey otherKey();

    SubjectKeys keys(MasterKey current, MasterKey... former) {
        return new SubjectKeys(new MasterKeys(current, List.of(former)), RANDOM);
    }

    @ParameterizedTest
    @EnumSource
    void aSubjectsKeyComesBackFromItsWrapping(Suite suite) {
        var keys = keys(key());
        var made = keys.make(zhang, 1, suite);
        var box = Box.seal(made, PLACE, "张三", RANDOM);

        assertThat(box.open(keys.unwrap(keys.wrap(made)), PLACE)).isEqualTo("张三");
        assertThat(keys.wrap(made).wrapped()).isNotEqualTo(keys.wrap(made).wrapped());
    }

    @Test
    void aWrappedKeyStoredAsAnotherOnesCannotBeUnwrapped() {
        var keys = keys(key());
        var stored = keys.wrap(keys.make(zhang, 1, Suite.INTERNATIONAL));
        for (var moved : List.of(
                new Wrapped(
                        new SubjectId(UUID.randomUUID()), 1, stored.suite(), stored.masterKeyId(), stored.wrapped()),
                new Wrapped(zhang, 2, stored.suite(), stored.masterKeyId(), stored.wrapped()),
                new Wrapped(zhang, 1, Suite.NATIONAL, stored.masterKeyId(), stored.wrapped()))) {
            assertThatThrownBy(() -> keys.unwrap(moved)).isInstanceOf(NotAuthentic.class);
        }
    }

    @Test
    void noBitOfAWrappedKeyCanBeAlteredAndNoneCutOff() {
        var key = key();
        var wrapped = key.wrap(new byte[32], new byte[] {1});
        assertThat(key.unwrap(wrapped, new byte[] {1})).isEqualTo(new byte[32]);
        for (var at = 0; at < wrapped.length; at++) {
            var altered = wrapped.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> key.unwrap(altered, new byte[] {1})).isInstanceOf(NotAuthentic.class);
            var torn = Arrays.copyOf(wrapped, at);
            assertThatThrownBy(() -> key.unwrap(torn, new byte[] {1})).isInstanceOf(NotAuthentic.class);
        }
    }

    @Test
    void aNewMasterKeyTakesOverWithoutAnEventBeingTouched() {
        var before = keys(key());
        SubjectKey made = before.make(zhang, 1, Suite.INTERNATIONAL);
        var stored = before.wrap(made);
        var box = Box.seal(made, PLACE, "张三", RANDOM);

        var during = keys(otherKey(), key());
        assertThat(box.open(during.unwrap(stored), PLACE))
                .as("before it is wrapped anew")
                .isEqualTo("张三");
        var rewrapped = during.rewrap(stored);
        assertThat(rewrapped.masterKeyId()).isEqualTo(otherKey().id()).isNotEqualTo(stored.masterKeyId());
        assertThat(during.rewrap(rewrapped)).isSameAs(rewrapped);

        var after = keys(otherKey());
        assertThat(box.open(after.unwrap(rewrapped), PLACE)).isEqualTo("张三");
        assertThatThrownBy(() -> after.unwrap(stored))
                .hasMessage("the master key " + key().id() + " is needed and not configured");
    }

    @Test
    void aKeyUnderAnotherMasterKeyIsNotUnwrapped() {
        var stored = keys(key()).wrap(keys(key()).make(zhang, 1, Suite.INTERNATIONAL));
        var passedOff = new Wrapped(zhang, 1, stored.suite(), otherKey().id(), stored.wrapped());
        var others = keys(otherKey());
        assertThatThrownBy(() -> others.unwrap(passedOff)).isInstanceOf(NotAuthentic.class);
    }
}
