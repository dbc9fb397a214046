package org.fengqiao.intake.http;

import io.nayuki.qrcodegen.QrCode;

/** Drawings of QR codes. */
final class QrCodes {

    /** The quiet zone around a code that the standard asks for (ISO/IEC 18004), in modules. */
    private static final int QUIET = 4;

    private QrCodes() {}

    /** Returns a QR code with this text as an image in SVG. */
    static String svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + QUIET, y + QUIET));
                }
            }
        }
        var size = code.size + 2 * QUIET;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
            <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s"/></svg>\
            """.formatted(size, path);
    }
}
