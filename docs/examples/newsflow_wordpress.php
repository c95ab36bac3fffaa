<?php
/* Plugin Name: Newsflow feed
 * Description: Keeps posts in step with a private feed in JSON: new texts wait for review, stopped ones come down.
 *
 * Put this file into wp-content/plugins/, switch the plugin on, and name the feed in wp-config.php, since its address is a login:
 *
 *     define('NEWSFLOW_FEED', 'https://wire.example/v1/feeds/SECRET');
 *
 * It asks every five minutes, by WordPress's own cron; `wp cron event run newsflow_round` asks at once.
 */

if (!defined('ABSPATH')) {
    exit;
}

add_filter('cron_schedules', function (array $known): array {
    return $known + ['newsflow' => ['interval' => 300, 'display' => 'Every five minutes']];
});
register_activation_hook(__FILE__, function (): void {
    if (!wp_next_scheduled('newsflow_round')) {
        wp_schedule_event(time(), 'newsflow', 'newsflow_round');
    }
});
register_deactivation_hook(__FILE__, fn() => wp_clear_scheduled_hook('newsflow_round'));
add_action('newsflow_round', 'newsflow_round');

/* The post of an item, in whatever state; null for none. */
function newsflow_post_of(string $guid): ?WP_Post
{
    $asked = ['meta_key' => 'newsflow_guid', 'meta_value' => $guid, 'post_type' => 'post', 'numberposts' => 1];
    $states = ['publish', 'future', 'draft', 'pending', 'private', 'trash'];
    return get_posts($asked + ['post_status' => $states])[0] ?? null;
}

/* A new text waits for an editor; a later version goes where the one before it is, and after a hold where that was. */
function newsflow_publish(array $item): void
{
    $post = newsflow_post_of($item['id']);
    $text = ['post_title' => $item['title'], 'post_content' => $item['content_html'], 'post_excerpt' => $item['summary'] ?? ''];
    $about = ['newsflow_guid' => $item['id'], 'newsflow_version' => $item['_newsflow']['version']];
    if ($post === null) {
        wp_insert_post(wp_slash($text + ['post_status' => 'pending', 'meta_input' => $about]));
        return;
    }
    $before = get_post_meta($post->ID, 'newsflow_held', true);
    $state = ['ID' => $post->ID, 'post_status' => $before === '' ? $post->post_status : $before];
    wp_update_post(wp_slash($text + $state + ['meta_input' => $about]));
    delete_post_meta($post->ID, 'newsflow_held');
}

/* What is held comes down and may come back. What is killed or withdrawn is deleted, its revisions and all. */
function newsflow_take_down(array $item): void
{
    $post = newsflow_post_of($item['id']);
    if ($post === null) {
        return;
    }
    if ($item['_newsflow']['status'] === 'canceled') {
        wp_delete_post($post->ID, true);
    } elseif (get_post_meta($post->ID, 'newsflow_held', true) === '') {
        add_post_meta($post->ID, 'newsflow_held', $post->post_status, true);
        wp_update_post(['ID' => $post->ID, 'post_status' => 'draft']);
    }
}

/* A notice says what happened to another item; it is for people, and is not published. */
function newsflow_tell_editors(array $item): void
{
    wp_mail(get_option('admin_email'), $item['title'], wp_strip_all_tags($item['content_html']));
}

/* One round: what is new in the feed, oldest first. A round that is broken off is done again by the next one. */
function newsflow_round(): void
{
    $etag = get_option('newsflow_etag', '');
    $answer = wp_safe_remote_get(NEWSFLOW_FEED, ['timeout' => 30, 'headers' => $etag === '' ? [] : ['If-None-Match' => $etag]]);
    $status = wp_remote_retrieve_response_code($answer);
    $feed = json_decode(wp_remote_retrieve_body($answer), true);
    if ($status === 304) {
        return;
    }
    if ($status !== 200 || !isset($feed['items'])) {
        error_log('newsflow: the feed answered ' . (is_wp_error($answer) ? $answer->get_error_message() : $status));
        return;
    }
    $seen = get_option('newsflow_seen', []);
    $now = [];
    foreach (array_reverse($feed['items']) as $item) {
        $about = $item['_newsflow'];
        if (($seen[$item['id']] ?? null) !== $about['version']) {
            if (isset($about['notice_action'])) {
                newsflow_tell_editors($item);
            } elseif ($about['status'] === 'usable') {
                newsflow_publish($item);
            } else {
                newsflow_take_down($item);
            }
        }
        $now[$item['id']] = $about['version'];
    }
    update_option('newsflow_seen', $now, false);
    update_option('newsflow_etag', wp_remote_retrieve_header($answer, 'etag'), false);
}
