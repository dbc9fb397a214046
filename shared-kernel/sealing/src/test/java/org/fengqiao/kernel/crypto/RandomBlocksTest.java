package org.fengqiao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

class RandomBlocksTest {

    private final RandomBlocks random = new RandomBlocks();

    private String next(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void noTwoNoncesAreTheSameWhicheverThreadAsks() {
        var nonces = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var thread = 0; thread < 4; thread++) {
                threads.submit(() -> {
                    for (var i = 0; i < 10_000; i++) {
                        nonces.add(next(Suite.NONCE_LENGTH));
                    }
                });
            }
        }
        assertThat(nonces).hasSize(40_000);
    }

    @Test
    void noByteIsGivenTwice() {
        // Short and long ones in turn, so that blocks end in between: eight bytes that come again anywhere were given
        // twice, and eight zeros were never drawn.
        var eights = ConcurrentHashMap.<String>newKeySet();
        var count = 0;
        for (var i = 0; i < 200; i++) {
            for (var length : new int[] {8, 24, 1000, 1024, 1032, 4096}) {
                var given = next(length);
                for (var at = 0; at < given.length(); at += 16) {
                    eights.add(given.substring(at, at + 16));
                    count++;
                }
            }
        }
        assertThat(eights).hasSize(count).doesNotContain("0".repeat(16));
    }

    @Test
    void noBytesAreNone() {
        assertThat(next(0)).isEmpty();
    }
}
