package org.fengqiao.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout of Fengqiao that the tests run in. */
final class Checkout {

    private Checkout() {}

    /**
     * Returns its folder.
     *
     * @throws IllegalStateException outside a checkout
     */
    static Path folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside a checkout of Fengqiao");
    }
}
