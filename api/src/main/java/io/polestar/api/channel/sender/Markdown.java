package io.polestar.api.channel.sender;

import io.polestar.api.channel.wording.Sheet;
import io.polestar.api.channel.wording.Sheet.Fact;
import io.polestar.api.channel.wording.Sheet.Part;
import java.nio.charset.StandardCharsets;

/**
 * A message in the little Markdown that chat robots read. They document no way to escape what means something in it, so that texts from
 * events have those characters replaced by their full-width likes: what somebody sends as a customer's name makes no link, heading or
 * mention. Texts stand inside of lines, where {@code #} and {@code >} at the beginning do not arise.
 */
final class Markdown {
    private static final String MEANINGFUL = "*_`[]<>~\\@";
    private static final String LIKES = "＊＿｀［］＜＞～＼＠";

    private Markdown() {}

    /** @param heading what stands before the title, such as {@code "### "} */
    static String of(Sheet sheet, String heading) {
        StringBuilder text = new StringBuilder(heading).append(plain(sheet.title()));
        boolean many = sheet.parts().size() > 1;
        for (Part part : sheet.parts()) {
            if (many) {
                text.append("\n\n**").append(plain(part.heading())).append("**");
            }
            for (Fact fact : part.facts()) {
                text.append("\n\n");
                if (!fact.name().isEmpty()) {
                    text.append("**").append(plain(fact.name())).append("** ");
                }
                text.append(plain(fact.text()));
            }
            String link = part.link();
            if (link != null) {
                text.append("\n\n[")
                        .append(plain(part.linkText()))
                        .append("](")
                        .append(address(link))
                        .append(')');
            }
        }
        if (!sheet.closing().isEmpty()) {
            text.append("\n\n").append(plain(sheet.closing()));
        }
        return text.toString();
    }

    /** A text without anything that means something in Markdown. Underscores inside of words, as ids have, mean nothing. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int place = MEANINGFUL.indexOf(character);
            boolean insideWord = (character == '_' || character == '@') && isWord(text, i - 1) && isWord(text, i + 1);
            plain.append(
                    Character.isISOControl(character)
                            ? ' '
                            : place < 0 || insideWord ? character : LIKES.charAt(place));
        }
        return plain.toString();
    }

    private static boolean isWord(String text, int place) {
        return place >= 0 && place < text.length() && Character.isLetterOrDigit(text.charAt(place));
    }

    private static String address(String link) {
        return link.replace("(", "%28").replace(")", "%29").replace(" ", "%20");
    }

    /** The beginning of a text that takes at most so many bytes in UTF-8, with an ellipsis if it was cut, and no half characters. */
    static String within(String text, int bytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        int left = bytes - "…".getBytes(StandardCharsets.UTF_8).length;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + "…";
    }
}
