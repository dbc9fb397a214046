package org.fengqiao.kernel.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A token of SoftHSM 2, below {@code target}. Where SoftHSM is not installed the test is left out, unless {@code
 * FENGQIAO_REQUIRE_SOFTHSM} is set, as {@code .ci/run} does.
 */
public final class SoftHsm {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));
    private static final Pattern SLOT = Pattern.compile("reassigned to slot ([0-9]+)");

    private static final List<SoftHsm> TOKENS = new ArrayList<>();

    /** The device's PKCS #11 library. */
    public final Path library;

    /** The number of the token's slot. */
    public final int slot;

    /** The user's PIN. */
    public final char[] pin = "8642".toCharArray();

    private SoftHsm(Path library, int slot) {
        this.library = library;
        this.slot = slot;
    }

    /** The token that all tests of this process share, each with labels of its own. */
    public static SoftHsm token() {
        return tokens().getFirst();
    }

    /** A token that no test opens. */
    public static SoftHsm unopenedToken() {
        return tokens().getLast();
    }

    /** Both are made at once: once the library is loaded it sees no new ones. */
    private static synchronized List<SoftHsm> tokens() {
        if (TOKENS.isEmpty()) {
            TOKENS.add(newToken());
            TOKENS.add(newToken());
        }
        return TOKENS;
    }

    private static SoftHsm newToken() {
        var library = LIBRARIES.stream().filter(Files::exists).findFirst();
        var required = System.getenv("FENGQIAO_REQUIRE_SOFTHSM") != null;
        assumeThat(library.isPresent() || required)
                .as("SoftHSM 2 is installed (Debian: softhsm2)")
                .isTrue();
        try {
            var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
            var tokens = configuration.resolveSibling("tokens");
            Files.createDirectories(tokens);
            Files.writeString(
                    configuration,
                    "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
            var process = new ProcessBuilder(
                            "softhsm2-util",
                            "--init-token",
                            "--free",
                            "--label",
                            "fengqiao " + Long.toHexString(System.nanoTime()),
                            "--so-pin",
                            "97531",
                            "--pin",
                            "8642")
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var slot = SLOT.matcher(output);
            if (!slot.find()) {
                throw new IllegalStateException("softhsm2-util: " + output);
            }
            return new SoftHsm(library.orElseThrow(), Integer.parseInt(slot.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
