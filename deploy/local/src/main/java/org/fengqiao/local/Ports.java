package org.fengqiao.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Ports that have to be free before anything is started. */
final class Ports {

    private Ports() {}

    /**
     * Makes sure that every port is free now.
     *
     * @param wanted the ports by who wants them
     * @throws UserError about the first that is taken
     */
    static void requireFree(Map<String, Integer> wanted) {
        wanted.forEach((who, port) -> {
            if (!isFree(port)) {
                throw new UserError(("Port %d, which %s listens on, is taken by another program."
                                + " Choose another with --port %s=NUMBER.")
                        .formatted(port, who, who));
            }
        });
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
